"""HTML: counted before it is parsed, parsed in a child process that can be killed."""
