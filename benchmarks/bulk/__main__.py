"""`python -m benchmarks.bulk [year|workers]`: the figures go into `benchmarks/results/bulk.json` and `.md`."""

if __name__ == "__main__":
    # here and not above: a worker that is started by this command must not pay for what only the bench needs
    from benchmarks.bulk.command import main

    main()
