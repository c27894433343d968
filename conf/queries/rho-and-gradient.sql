-- Does the gradient's range over t go with the spectral radius of W_hh: their correlation over the checkpoints of each run
-- The range is the largest less the least log10 |dL/dh_t| of a checkpoint. Null where one of the two never changed.
WITH ranges AS (
  SELECT sweep, run, iter, max(log10_grad) - min(log10_grad) AS decades FROM profile GROUP BY sweep, run, iter)
SELECT sweep, run, count(*) AS checkpoints,
  round(try_divide(covar_samp(rho_Whh, decades), stddev(rho_Whh) * stddev(decades)), 3) AS correlation,
  round(min_by(rho_Whh, iter), 3) AS first_rho, round(max_by(rho_Whh, iter), 3) AS last_rho,
  round(min_by(decades, iter), 2) AS first_decades, round(max_by(decades, iter), 2) AS last_decades
FROM checkpoints JOIN ranges USING (sweep, run, iter)
GROUP BY sweep, run
ORDER BY abs(correlation) DESC NULLS LAST, sweep, run;
