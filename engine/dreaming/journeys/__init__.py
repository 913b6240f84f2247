"""Journeys: dreams that move. A journey takes a picture, or a film, and yields one frame after the other.

`journey` says where to go and imports no torch; `zoom`, `way`, `film` and what they share go there.
"""
