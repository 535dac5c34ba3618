"""The settings of the checks belong to a store: `checks.toml` in it holds for every run, until another is put there."""

from normalize.checks import CheckSettings, SettingsError, read_settings
from pipelines.language import say
from pipelines.language.reasons import detail
from pipelines.store.objects import Store

__all__ = ["SETTINGS", "keep_settings", "settings_of"]

SETTINGS = "checks.toml"


def keep_settings(store: Store, data: bytes, name: str) -> CheckSettings:
    """Put the bytes of a settings file into the store; one that cannot be followed raises SettingsError, naming it,
    and is not kept."""
    settings = _understood(data, name)
    if store.get(SETTINGS) != data:
        store.put(SETTINGS, data)
    return settings


def settings_of(store: Store) -> CheckSettings:
    """The settings that hold for a store; the defaults where it has none. Raises SettingsError, naming the file."""
    kept = store.get(SETTINGS)
    return CheckSettings() if kept is None else _understood(kept, say("misuse.kept_settings", out=store.location))


def _understood(data: bytes, name: str) -> CheckSettings:
    try:
        return read_settings(data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise SettingsError(f"{name}: {detail('no text in UTF-8')}") from fault
    except SettingsError as fault:
        raise SettingsError(f"{name}: {detail(str(fault))}") from fault
