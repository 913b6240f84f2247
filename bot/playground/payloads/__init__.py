"""Discord's JSON shapes: functions that write a thing of the world down the way Discord does.

Most need only the thing itself; `messages`, `layouts`, `interactions` and `applications` also take the world, for the
bot's user and for the addresses of attachments, which are signed as of now.
"""
