"""Actions of the parcel counter, the assistant that the tests of bot/rasa train and drive."""
