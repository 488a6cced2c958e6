"""One file a version. A file that was released is never changed: what follows is a new one."""
