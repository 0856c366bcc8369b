"""What the meeting face says: periods, pages of figures, the cases behind them."""
