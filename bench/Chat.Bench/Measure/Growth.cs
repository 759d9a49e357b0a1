namespace Chat.Bench.Measure;

/// <summary>How fast something grows with its cause.</summary>
internal static class Growth
{
    /// <summary>The exponent e of y = c · x^e that fits best: 1 where y grows with x, 2 where it grows with the square.</summary>
    /// <param name="points">Greater than 0.</param>
    /// <returns>Null where fewer than two different x are given.</returns>
    public static double? Exponent(IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Select(p => p.X).Distinct().Count() < 2)
        {
            return null;
        }

        double meanX = points.Average(p => Math.Log(p.X));
        double meanY = points.Average(p => Math.Log(p.Y));
        return points.Sum(p => (Math.Log(p.X) - meanX) * (Math.Log(p.Y) - meanY)) / points.Sum(p => Math.Pow(Math.Log(p.X) - meanX, 2));
    }
}
