using Chat.Bench.Common;
using ScottPlot;
using SkiaSharp;

namespace Chat.Bench.Report;

/// <summary>Draws charts below one another into a file.</summary>
internal static class ChartFile
{
    private const int Width = 1000;
    private const int ChartHeight = 380;
    private const int HeaderHeight = 40;
    private const string Svg = ".svg";
    private const string Png = ".png";
    private static readonly string[] Readable = ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Segoe UI", "Helvetica"];

    /// <summary>Whether the file's ending says what to draw: .svg or .png.</summary>
    public static bool CanSave(string path) => Kind(path) is Svg or Png;

    /// <summary>Draws all charts that have something to show.</summary>
    /// <param name="header">Two lines that say where the figures come from.</param>
    /// <param name="charts">From top to bottom.</param>
    /// <param name="path">A file that ends in .svg or .png; it is overwritten.</param>
    /// <exception cref="BenchException">There is nothing to show, or it can't be written.</exception>
    public static void Save(string header, IReadOnlyList<Chart> charts, string path)
    {
        // Without any of them the library takes what the system has; without any font at all the lines stand there alone.
        Fonts.Default = Readable.FirstOrDefault(SKFontManager.Default.FontFamilies.Contains) ?? Fonts.Default;
        Plot[] plots = [.. charts.Where(HasContent).Select(ChartPlot.Make)];
        if (plots.Length == 0)
        {
            throw new BenchException("There is nothing to draw a chart of.");
        }

        try
        {
            using FileStream file = File.Create(path);
            if (Kind(path) == Svg)
            {
                using SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(Width, HeightOf(plots)), file);
                Draw(canvas, header, plots);
            }
            else
            {
                using SKSurface surface = SKSurface.Create(new SKImageInfo(Width, HeightOf(plots)));
                Draw(surface.Canvas, header, plots);
                using SKImage image = surface.Snapshot();
                using SKData png = image.Encode(SKEncodedImageFormat.Png, quality: 100);
                png.SaveTo(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"Can't write the chart: {e.Message}", e);
        }
    }

    private static bool HasContent(Chart chart) => chart switch
    {
        Chart.Percentiles percentiles => percentiles.Curves.Count > 0,
        Chart.OverTime time => time.Curves.Count > 0,
        Chart.Bars bars => bars.Items.Count > 0,
        _ => false,
    };

    private static int HeightOf(Plot[] plots) => HeaderHeight + (plots.Length * ChartHeight);

    private static void Draw(SKCanvas canvas, string header, Plot[] plots)
    {
        canvas.Clear(SKColors.White);
        using var paint = new SKPaint { Color = SKColors.DimGray, IsAntialias = true };
        using var font = new SKFont(SKTypeface.FromFamilyName(Fonts.Default), 12);
        string[] lines = header.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            canvas.DrawText(lines[i], 10, 17 + (i * 16), font, paint);
        }

        for (int i = 0; i < plots.Length; i++)
        {
            plots[i].RenderManager.ClearCanvasBeforeEachRender = false;
            float top = HeaderHeight + (i * ChartHeight);
            plots[i].Render(canvas, new PixelRect(0, Width, top + ChartHeight, top));
        }
    }

    private static string Kind(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".SVG" => Svg,
        ".PNG" => Png,
        _ => "",
    };
}
