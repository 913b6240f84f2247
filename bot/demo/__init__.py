"""The demo: a scripted tour of the playground, and the pictures that it shows the bot."""

from bot.demo.tour import Tour, TourError

__all__ = ["Tour", "TourError"]
