"""What a bot may ask for, as models: whatever does not fit is refused with the fields that are wrong.

`parsing` turns a body into one of them. Only the routes in `rest` import this package.
"""
