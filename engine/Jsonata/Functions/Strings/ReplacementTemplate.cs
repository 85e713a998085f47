using System.Globalization;
using System.Text;

namespace AiProxy.Jsonata.Functions.Strings;

/// <summary>The text that replaces a match: <c>$0</c> is the match, <c>$1</c> a group, <c>$$</c> a dollar.</summary>
internal static class ReplacementTemplate
{
    public static void Append(string template, Matches match, StringBuilder result)
    {
        var position = 0;
        while (template.IndexOf('$', position) is >= 0 and var dollar)
        {
            result.Append(template, position, dollar - position);
            position = dollar + 1;
            switch (position < template.Length ? template[position] : '\0')
            {
                case '$':
                    result.Append('$');
                    position++;
                    break;
                case '0':
                    result.Append(match.Text);
                    position++;
                    break;
                default:
                    position += AppendGroup(template, position, match, result);
                    break;
            }
        }

        result.Append(template, position, template.Length - position);
    }

    /// <summary>Appends a group's text.</summary>
    /// <returns>How many characters its number takes; 0 if there is none, so that the dollar stands for itself.</returns>
    private static int AppendGroup(string template, int position, Matches match, StringBuilder result)
    {
        // As many digits as the number of groups has; one fewer if that number of a group does not exist.
        var groups = match.GroupCount;
        var maxDigits = groups == 0 ? 1 : (int)Math.Floor(Math.Log10(groups)) + 1;
        var number = ParseDigits(template, position, maxDigits);
        if (maxDigits > 1 && number > groups)
        {
            number = ParseDigits(template, position, maxDigits - 1);
        }

        if (number is not { } index)
        {
            result.Append('$');
            return 0;
        }

        if (index > 0 && index <= groups)
        {
            result.Append(match.Group(index - 1));
        }

        return index < 10 ? 1 : index.ToString(CultureInfo.InvariantCulture).Length;
    }

    private static int? ParseDigits(string template, int position, int maxDigits)
    {
        var end = position;
        while (end < template.Length && end - position < maxDigits && char.IsAsciiDigit(template[end]))
        {
            end++;
        }

        return int.TryParse(template.AsSpan(position, end - position), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}
