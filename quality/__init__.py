"""How good the dreams are, in figures: `make quality`. Another network than the dreamer's judges them."""
