using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Chat.Bench.Report;

/// <summary>Turns a chart into a plot of the drawing library.</summary>
internal static class ChartPlot
{
    private const double BarWidth = 0.6;
    private const double LeastValue = 1e-3;
    private static readonly double[] ShareTicks = [0, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999];
    private static readonly int[] StepsInDecade = [1, 2, 5];

    /// <summary>The plot of a chart that has something to show.</summary>
    public static Plot Make(Chart chart)
    {
        var plot = new Plot();
        plot.Title(chart.Title);
        plot.YLabel(chart.Unit);
        switch (chart)
        {
            case Chart.Percentiles percentiles:
                AddPercentiles(plot, percentiles.Curves);
                break;
            case Chart.OverTime time:
                plot.XLabel("s");
                AddCurves(plot, time.Curves, point => new Coordinates(point.X, point.Y), Alignment.LowerRight);
                FromZero(plot, time.Curves.SelectMany(c => c.Points).Max(p => p.Y));
                break;
            case Chart.Bars bars:
                AddBars(plot, bars.Items);
                break;
        }

        return plot;
    }

    private static void AddPercentiles(Plot plot, IReadOnlyList<ChartCurve> curves)
    {
        AddCurves(plot, curves, point => new Coordinates(Nines(point.X), Log(point.Y)), Alignment.LowerRight);
        plot.XLabel("share that was not slower");
        ChartPoint[] points = [.. curves.SelectMany(c => c.Points)];
        double[] shares = [.. ShareTicks.TakeWhile(share => share <= points.Max(p => p.X))];
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. shares.Select(Nines)], [.. shares.Select(ShareText)]);

        double least = points.Min(p => Log(p.Y));
        double greatest = points.Max(p => Log(p.Y));
        int decades = (int)Math.Floor(greatest) - (int)Math.Floor(least) + 2;
        double[] ticks = [.. Enumerable.Range((int)Math.Floor(least), decades).SelectMany(decade => StepsInDecade.Select(step => step * Math.Pow(10, decade)))];
        plot.Axes.Left.TickGenerator = new NumericManual([.. ticks.Select(Log)], [.. ticks.Select(Text)]);

        // From tick to tick, so that there are always two to read the values by.
        plot.Axes.SetLimitsY(ticks.Select(Log).Last(tick => tick <= least), ticks.Select(Log).First(tick => tick > greatest));
        plot.Axes.SetLimitsX(0, points.Max(p => Nines(p.X)) * 1.02);
    }

    private static void AddCurves(Plot plot, IReadOnlyList<ChartCurve> curves, Func<ChartPoint, Coordinates> place, Alignment legend)
    {
        foreach (ChartCurve curve in curves)
        {
            Scatter line = plot.Add.ScatterLine(curve.Points.Select(place).ToArray());
            line.LineWidth = 2;
            line.LegendText = curve.Label;
        }

        plot.ShowLegend(legend);
    }

    private static void AddBars(Plot plot, IReadOnlyList<ChartBar> bars)
    {
        for (int i = 0; i < bars.Count; i++)
        {
            ChartBar bar = bars[i];
            BarPlot drawn = plot.Add.Bar(i, bar.Median);
            drawn.Bars[0].Size = BarWidth;
            drawn.Bars[0].FillColor = Colors.SteelBlue;
            if (bar.Max > bar.Min)
            {
                AddLine(plot, i, bar.Min, i, bar.Max, Colors.Black);
                AddLine(plot, i - 0.05, bar.Min, i + 0.05, bar.Min, Colors.Black);
                AddLine(plot, i - 0.05, bar.Max, i + 0.05, bar.Max, Colors.Black);
            }

            if (bar.Goal is { } goal)
            {
                AddLine(plot, i - 0.4, goal, i + 0.4, goal, Colors.Red);
            }

            ScottPlot.Plottables.Text value = plot.Add.Text(Text(bar.Median), i + (bar.Max > bar.Min ? 0.08 : -0.05), Math.Max(bar.Median, 0));
            value.LabelAlignment = Alignment.LowerLeft;
            value.LabelBold = true;
        }

        plot.Axes.Bottom.TickGenerator = new NumericManual([.. bars.Select((_, i) => (double)i)], [.. bars.Select(bar => bar.Label)]);
        plot.Axes.SetLimitsX(-0.7, Math.Max(bars.Count - 0.3, 2.7));
        FromZero(plot, bars.Max(bar => Math.Max(bar.Max, bar.Goal ?? 0)));
        if (bars.Any(bar => bar.Goal is not null))
        {
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = "goal", LineColor = Colors.Red, LineWidth = 2 });
            plot.ShowLegend(Alignment.UpperRight);
        }
    }

    private static void AddLine(Plot plot, double x1, double y1, double x2, double y2, Color color)
    {
        LinePlot line = plot.Add.Line(x1, y1, x2, y2);
        line.Color = color;
        line.LineWidth = 2;
    }

    private static void FromZero(Plot plot, double greatest) => plot.Axes.SetLimitsY(0, greatest > 0 ? greatest * 1.15 : 1);

    private static double Log(double value) => Math.Log10(Math.Max(value, LeastValue));

    /// <summary>0 for none of all, 1 for 90 %, 2 for 99 %.</summary>
    private static double Nines(double share) => -Math.Log10(1 - share);

    private static string ShareText(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.###} %");

    /// <summary>Three figures where there are so many.</summary>
    private static string Text(double value) =>
        value.ToString(Math.Abs(value) switch { >= 100 => "N0", >= 10 => "0.#", >= 1 => "0.##", _ => "0.###" }, CultureInfo.InvariantCulture);
}
