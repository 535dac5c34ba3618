"""The settings of the checks belong to a store: `checks.toml` in it holds for every run, until another is put there."""

from normalize.checks import CheckSettings, SettingsError, read_settings
from pipelines.store import Store

__all__ = ["SETTINGS", "keep_settings", "settings_of"]

SETTINGS = "checks.toml"


def keep_settings(store: Store, text: str) -> CheckSettings:
    """Put a settings file's text into the store; one that cannot be followed raises SettingsError and is not kept."""
    settings = read_settings(text)
    if store.get(SETTINGS) != text.encode("utf-8"):
        store.put(SETTINGS, text.encode("utf-8"))
    return settings


def settings_of(store: Store) -> CheckSettings:
    """The settings that hold for a store; the defaults where it has none. Raises SettingsError, naming the file."""
    kept = store.get(SETTINGS)
    if kept is None:
        return CheckSettings()
    try:
        return read_settings(kept.decode("utf-8"))
    except (SettingsError, UnicodeDecodeError) as fault:
        raise SettingsError(f"{SETTINGS} in {store.location}: {fault}") from fault
