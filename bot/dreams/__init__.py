"""Dreams that people ask for: from the picture in a message to the dream under it.

`_cog` is the Discord side, which only `bot.running` loads; the modules beside it do one part each, and those
that know no Discord (`menu`, `cards`) are read and tested without it.
"""
