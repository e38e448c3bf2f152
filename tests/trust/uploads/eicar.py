"""The harmless file with which every virus scanner is tried, in two parts so that no scanner finds this one."""

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
