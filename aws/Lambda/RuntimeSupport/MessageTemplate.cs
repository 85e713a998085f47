using System.Globalization;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// A message with holes, <c>{name}</c>, <c>{@name}</c>, <c>{name:format}</c> or all of them <c>{0}</c>; braces are doubled to stand for themselves.
/// </summary>
internal sealed class MessageTemplate
{
    private readonly List<(string Literal, string? Name, string? Format)> _parts = [];
    private readonly bool _positional;

    public MessageTemplate(string template)
    {
        var literal = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c)
            {
                literal.Append(c);
                i++;
                continue;
            }

            var close = c == '{' ? template.IndexOf('}', i) : -1;
            if (close < 0)
            {
                literal.Append(c);
                continue;
            }

            var hole = template[(i + 1)..close].TrimStart('@');
            var colon = hole.IndexOf(':', StringComparison.Ordinal);
            _parts.Add((literal.ToString(), colon < 0 ? hole : hole[..colon], colon < 0 ? null : hole[(colon + 1)..]));
            literal.Clear();
            i = close;
        }

        _parts.Add((literal.ToString(), null, null));
        var names = _parts.Where(part => part.Name is not null).Select(part => part.Name!).ToList();
        _positional = names.Count > 0 && names.TrueForAll(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _));
    }

    public string Render(object?[] arguments)
    {
        var text = new StringBuilder();
        var next = 0;
        foreach (var (literal, name, format) in _parts)
        {
            text.Append(literal);
            if (name is null)
                continue;

            var index = Index(name, next++);
            if (index < arguments.Length)
                text.Append(Show(arguments[index], format));
            else
                text.Append('{').Append(name).Append('}');
        }

        return text.ToString();
    }

    /// <summary>The holes that have an argument, by name, in order.</summary>
    public IEnumerable<(string Name, object? Value, string? Format)> Properties(object?[] arguments)
    {
        var next = 0;
        foreach (var (_, name, format) in _parts)
        {
            if (name is not null && Index(name, next++) is var index && index < arguments.Length)
                yield return (name, arguments[index], format);
        }
    }

    internal static string Show(object? value, string? format) => value switch
    {
        null => "",
        IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private int Index(string name, int next) => _positional ? int.Parse(name, CultureInfo.InvariantCulture) : next;
}
