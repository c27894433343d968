-- Which runs take longest? Wall time, iterations per second, attempts, and the machine
SELECT sweep, run, status, round(seconds, 1) AS seconds, steps + 1 AS iterations,
  round(try_divide(steps + 1, seconds), 1) AS iterations_per_second, attempts, kernel, host
FROM runs
ORDER BY seconds DESC NULLS LAST, sweep, run
LIMIT 20;
