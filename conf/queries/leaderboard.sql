-- Which settings work: by success rate, then by the median of the iterations that success took
-- The interval is Wilson's of the rate, at 95 %; the call repeats the best run of a setting.
SELECT sweep, rank, setting, solved, ended, runs,
  round(success_rate, 2) AS rate, round(rate_low, 2) AS low, round(rate_high, 2) AS high,
  median_iterations, best_valid_error, call
FROM leaderboard
ORDER BY sweep, rank;
