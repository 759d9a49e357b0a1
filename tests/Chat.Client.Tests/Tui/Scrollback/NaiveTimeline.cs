using System.Globalization;
using Chat.Client.Tui.Scrollback;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Client.Tests.Tui.Scrollback;

/// <summary>A timeline as one would write it down without thinking of its length: from the top to the end, in one go.</summary>
internal static class NaiveTimeline
{
    public static List<TimelineItem> Build(TimelineContent content)
    {
        List<TimelineItem> items = [];
        List<TimelineItem.Sending> sends = [.. content.Sends];
        List<(long AfterSeq, TimelineItem Item)> told = [.. content.Told];
        MessageInfo? before = null;
        if (content.Top is { } top)
        {
            items.Add(top);
        }

        if (content.Messages.Count > 0 && !content.ReachesStart)
        {
            told.RemoveAll(one => one.AfterSeq < content.Messages[0].Seq - 1);
        }

        bool gapShown = content.Gap is null;
        foreach (MessageInfo message in content.Messages)
        {
            items.AddRange(told.Where(one => one.AfterSeq < message.Seq).Select(one => one.Item));
            told.RemoveAll(one => one.AfterSeq < message.Seq);
            bool readEnded = content.ReadTo is { } read && read > 0 && read < message.Seq && (before is null ? read == message.Seq - 1 : read >= before.Seq)
                && !(content.Gap is { } hole && read >= hole.From && read < hole.To);
            bool gapHere = !gapShown && message.Seq > content.Gap!.Value.From;
            gapShown |= gapHere;
            TimelineItem readLine = new TimelineItem.Mark(MarkKind.Read, "read up to here");
            items.AddRange(readEnded && gapHere && content.ReadTo < content.Gap!.Value.From ? [readLine, Gap(content.Gap.Value)] : gapHere ? [Gap(content.Gap!.Value)] : []);
            DateOnly day = Day(message, content);
            if (day != (before is null ? content.Today : Day(before, content)))
            {
                items.Add(new TimelineItem.Mark(MarkKind.Day, day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture)));
            }

            if (readEnded && !items.Contains(readLine))
            {
                items.Add(readLine);
            }

            items.AddRange(sends.Where(send => send.Send.Status == SendStatus.Acknowledged && send.Send.Seq <= message.Seq));
            sends.RemoveAll(send => send.Send.Status == SendStatus.Acknowledged && send.Send.Seq <= message.Seq);
            items.Add(new TimelineItem.Said(message, message.From.Equals(content.Self, StringComparison.OrdinalIgnoreCase), message.Seq == content.Raw));
            before = message;
        }

        items.AddRange(told.Select(one => one.Item));
        if (!gapShown)
        {
            items.Add(Gap(content.Gap!.Value));
        }

        items.AddRange(sends);
        return items;
    }

    private static DateOnly Day(MessageInfo message, TimelineContent content) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(message.At, content.Zone).DateTime);

    private static TimelineItem.Mark Gap(SeqRange gap)
    {
        long missing = gap.To - gap.From + 1;
        return new TimelineItem.Mark(MarkKind.Gap, missing == 1 ? "1 message is still to come" : string.Create(CultureInfo.InvariantCulture, $"{missing:#,0} messages are still to come"));
    }
}
