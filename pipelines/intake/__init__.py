"""What was handed in: from paths and archives to the files behind them."""
