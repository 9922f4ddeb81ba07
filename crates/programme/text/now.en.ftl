# What is on now and what comes next.
programme-now-about = What is on at this moment, and what comes next in every room.
programme-now-now = Now
programme-now-next = Next
programme-now-nothing = Nothing is on at the moment.
programme-now-over = Nothing more is on the programme.
programme-now-again = Look again
