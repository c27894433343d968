-- Whose gradient vanishes? The share of t with log10 |dL/dh_t| below -8 at the last checkpoint
-- Below -8, a gradient no longer changes a weight in float32. The logarithm adds 1e-12, so its smallest value is -12.
SELECT sweep, run, iter, count(*) AS steps,
  round(avg(CASE WHEN log10_grad < -8 THEN 1 ELSE 0 END), 3) AS share_vanished,
  round(min(log10_grad), 2) AS least_log10, round(max(log10_grad), 2) AS most_log10
FROM profile
JOIN (SELECT sweep, run, max(iter) AS iter FROM checkpoints GROUP BY sweep, run) USING (sweep, run, iter)
GROUP BY sweep, run, iter
ORDER BY share_vanished DESC, least_log10, sweep, run;
