-- Whose gradient vanishes: the share of t with log10 |dL/dh_t| below -8 at the last checkpoint
-- -8 is where a gradient adds nothing to a weight in float32 any more; 1e-12 is the floor of the logarithm.
SELECT sweep, run, iter, count(*) AS steps,
  round(avg(CASE WHEN log10_grad < -8 THEN 1 ELSE 0 END), 3) AS share_vanished,
  round(min(log10_grad), 2) AS least_log10, round(max(log10_grad), 2) AS most_log10
FROM profile
JOIN (SELECT sweep, run, max(iter) AS iter FROM checkpoints GROUP BY sweep, run) USING (sweep, run, iter)
GROUP BY sweep, run, iter
ORDER BY share_vanished DESC, least_log10, sweep, run;
