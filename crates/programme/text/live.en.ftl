# What happens to a session on the day.
programme-live-late = Running late, about { $clock }
programme-live-until = Running late, until about { $clock }
programme-live-running = On now
programme-live-over = Ended
programme-live-full = Room full
programme-live-lost = The connection is lost. What you see may be old.
