-- What does clipping do? The gradient norm before and after clipping, and the share of iterations clipped
WITH flags AS (SELECT sweep, run, clipstyle, cutoff FROM runs)
SELECT sweep, run, clipstyle, cutoff, count(*) AS iterations,
  round(avg(CASE WHEN gradient_norm_post < gradient_norm * (1 - 1e-6) THEN 1 ELSE 0 END), 3) AS share_clipped,
  median(gradient_norm) AS median_before, median(gradient_norm_post) AS median_after,
  max(gradient_norm) AS largest_before, max(gradient_norm_post) AS largest_after
FROM iterations JOIN flags USING (sweep, run)
GROUP BY sweep, run, clipstyle, cutoff
ORDER BY share_clipped DESC, sweep, run;
