-- Whose gradient explodes: the growth of |dL/dh_t| from the last t to the first at the last checkpoint, and the largest norm
-- log10_growth above 0 is a gradient that grows on its way back through time; norms are before clipping.
WITH at_last AS (
  SELECT sweep, run, max_by(log10_grad, t) AS at_end, min_by(log10_grad, t) AS at_start
  FROM profile
  JOIN (SELECT sweep, run, max(iter) AS iter FROM checkpoints GROUP BY sweep, run) USING (sweep, run, iter)
  GROUP BY sweep, run),
norms AS (
  SELECT sweep, run, median(gradient_norm) AS median_norm, max(gradient_norm) AS largest_norm,
    max_by(iter, gradient_norm) AS largest_at,
    avg(CASE WHEN isnan(gradient_norm) OR gradient_norm > 10 THEN 1 ELSE 0 END) AS share_above_10
  FROM iterations GROUP BY sweep, run)
SELECT sweep, run, round(at_start - at_end, 2) AS log10_growth, median_norm, largest_norm, largest_at,
  round(share_above_10, 4) AS share_above_10
FROM norms LEFT JOIN at_last USING (sweep, run)
ORDER BY largest_norm DESC, sweep, run;
