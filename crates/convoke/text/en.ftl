convoke-mail = Mail of the demonstration
convoke-mail-lead = Nothing leaves this machine. Letters that would have been sent are shown here.
convoke-mail-none = No letters yet.
