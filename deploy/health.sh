#!/bin/bash
# Whether the process in this container is well: asks /health/ready at the port that is named, 8081 if none is. A Java of its own
# for that, as `sightline health` is, would cost a second of CPU each time.
exec 3<>"/dev/tcp/127.0.0.1/${1:-8081}" &&
  printf 'GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3 &&
  read -r -t 5 _ status _ <&3 && [ "$status" = 200 ]
