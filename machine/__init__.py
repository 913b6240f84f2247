"""What both processes tell of themselves: `logs` what happens, `supervision` that they live, `loop_lag` if they lag."""
