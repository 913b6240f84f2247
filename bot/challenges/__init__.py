"""Dream challenges: everybody dreams, everybody votes, and the best dreams stand on a podium.

Half of the modules are the rules of the game: they know no clock, no database and no Discord. Times come in as aware
datetimes, people and entries as numbers; whatever a person does wrong is a refusal with its sentence. The others hold a
challenge by these rules: the `desk` takes what people ask for, the `timekeeper` lets challenges go on, and the `herald`
does on Discord what becomes due. The modules with an underscore are commands, buttons and reactions.
"""
