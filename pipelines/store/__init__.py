"""Where everything is kept, each object whole or not at all: artefacts, the ledger, what people say, locks."""
