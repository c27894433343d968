-- Which settings work? Ranked by the lower bound of the success rate, then by the median number of iterations to success
-- low and high are Wilson's 95 % interval of the success rate. call repeats the best run of a setting.
SELECT sweep, rank, setting, solved, ended, runs,
  round(success_rate, 2) AS rate, round(rate_low, 2) AS low, round(rate_high, 2) AS high,
  median_iterations, best_valid_error, call
FROM leaderboard
ORDER BY sweep, rank;
