"""Dream challenges: everybody dreams, everybody votes, and the best dreams stand on a podium.

The modules here are the rules of the game: they know no clock, no database and no Discord. Times come in as aware
datetimes, people and entries as numbers; whatever a person does wrong is a refusal with its sentence.
"""
