"""What can go wrong with the services, said in a sentence for the person at the terminal."""


class StackError(Exception):
    """The stack cannot run; the message says why and what to do."""
