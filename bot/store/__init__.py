"""What the bot must not forget: every dream it has accepted, and the bytes of pictures.

`states` is the pure table of what can become of a job; `jobs` reads and changes its row, all changes through the one
writer of `database`; `tables` says how that row looks and `migrations` how it came to look so; `spool` keeps bytes in
files that rows refer to; `opening` opens all of it. Nothing in here knows Discord. Times are in UTC.
"""
