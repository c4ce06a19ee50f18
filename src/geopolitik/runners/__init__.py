"""Who does the work over an archive: the stages in order, and the engines that run a stage's tasks."""
