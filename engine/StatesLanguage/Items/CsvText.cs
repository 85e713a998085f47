using System.Collections.Immutable;
using System.Text;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Items;

/// <summary>
/// CSV as RFC 4180 has it, with the backslash as another escape: before itself, a quote or the delimiter; elsewhere it is dropped. A row
/// with too few columns has empty ones, what is too much is dropped.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html"/>
internal static class CsvText
{
    public static IEnumerable<Value> Read(string text, ImmutableArray<string>? headers, char delimiter)
    {
        foreach (var row in Rows(text, delimiter))
        {
            if (headers is null)
            {
                headers = [.. row];
                continue;
            }

            var item = new ObjectBuilder(headers.Value.Length);
            for (var i = 0; i < headers.Value.Length; i++)
            {
                item.Add(headers.Value[i], Value.From(i < row.Count ? row[i] : ""));
            }

            yield return Value.From(item.Build());
        }
    }

    private static IEnumerable<List<string>> Rows(string text, char delimiter)
    {
        var at = 0;
        while (at < text.Length)
        {
            var row = new List<string>();
            do
            {
                row.Add(Field(text, delimiter, ref at));
            }
            while (at < text.Length && text[at++] == delimiter);

            // At the end of a row: a line feed was taken, or a carriage return with its line feed is.
            if (at > 0 && text[at - 1] == '\r' && at < text.Length && text[at] == '\n')
            {
                at++;
            }

            if (row is not [""])
            {
                yield return row;
            }
        }
    }

    private static string Field(string text, char delimiter, ref int at)
    {
        var field = new StringBuilder();
        if (at < text.Length && text[at] == '"')
        {
            for (at++; at < text.Length; at++)
            {
                if (text[at] != '"')
                {
                    Append(text, delimiter, ref at, field);
                }
                else if (at + 1 < text.Length && text[at + 1] == '"')
                {
                    field.Append(text[++at]);
                }
                else
                {
                    at++;
                    break;
                }
            }
        }

        while (at < text.Length && text[at] != delimiter && text[at] is not ('\r' or '\n'))
        {
            Append(text, delimiter, ref at, field);
            at++;
        }

        return field.ToString();
    }

    /// <summary>Takes a character, or the one that a backslash escapes; <paramref name="at"/> is at the last one taken.</summary>
    private static void Append(string text, char delimiter, ref int at, StringBuilder field)
    {
        if (text[at] != '\\')
        {
            field.Append(text[at]);
        }
        else if (at + 1 < text.Length && (text[at + 1] is '\\' or '"' || text[at + 1] == delimiter))
        {
            field.Append(text[++at]);
        }
    }
}
