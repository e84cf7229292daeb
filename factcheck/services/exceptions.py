"""What can go wrong with the services, said in a sentence for the person at the terminal."""

PLAIN_WORDS = {
    "No space left on device": "the disk is full",
    "Check free disk space": "the disk is full",
    "Address already in use": "its port is taken by another program",
    "could not map anonymous shared memory": "there is too little memory",
}


class StackError(Exception):
    """The stack cannot run; the message says why and what to do."""


def in_plain_words(told: str) -> str:
    """What a server's own words mean, where we know them."""
    return next((words for phrase, words in PLAIN_WORDS.items() if phrase in told), "it says")
