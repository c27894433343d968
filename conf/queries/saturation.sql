-- How do units saturate over training? The mean distance from saturation and the share of t below 0.05, at ten checkpoints of each run
-- A distance of 0 is saturated. sat_time is the mean of 1 - |h|, or of min(h, 1 - h) for sigmoid.
WITH tenths AS (
  SELECT sweep, run, iter, ntile(10) OVER (PARTITION BY sweep, run ORDER BY iter) AS tenth FROM checkpoints),
shown AS (SELECT sweep, run, tenth, max(iter) AS iter FROM tenths GROUP BY sweep, run, tenth)
SELECT sweep, run, iter, round(avg(sat_time), 4) AS mean_distance,
  round(min(sat_time), 4) AS least_distance,
  round(avg(CASE WHEN sat_time < 0.05 THEN 1 ELSE 0 END), 3) AS share_saturated
FROM profile JOIN shown USING (sweep, run, iter)
GROUP BY sweep, run, iter
ORDER BY sweep, run, iter;
