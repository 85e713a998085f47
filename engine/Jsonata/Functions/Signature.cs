using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions;

/// <summary>
/// A function signature such as <c>&lt;s-nn?:s&gt;</c>: checks arguments, fills in the context value for a missing one,
/// makes arrays of single values where arrays are wanted. jsonata-js translates signatures to regular expressions over one letter an
/// argument; this matches the same language with the same greediness.
/// </summary>
/// <see href="https://docs.jsonata.org/programming#function-signatures"/>
internal sealed class Signature
{
    private const string AnyType = "asnblfom";

    /// <summary>Parameters times arguments, up to which one way is tried after another.</summary>
    private const int FewToTry = 64;

    /// <summary>Far more parameters than any function has.</summary>
    private const int MaxParameters = 1_000;

    private readonly Parameter[] _parameters;
    private readonly bool _fixedLength;

    private Signature(List<Parameter> parameters)
    {
        _parameters = [.. parameters];
        _fixedLength = !parameters.Exists(p => p.Repeats);
    }

    public int ParameterCount => _parameters.Length;

    /// <summary>The most values that <see cref="Bind"/> puts for so many arguments.</summary>
    public int MaxBound(int arguments) =>
        _fixedLength && arguments <= _parameters.Length ? _parameters.Length : _parameters.Length + arguments;

    /// <summary>Parses a signature with its angle brackets.</summary>
    /// <exception cref="JsonataException">S0401 or S0402; the memory limit for more parameters than there may be.</exception>
    public static Signature Parse(string text, int position = 0)
    {
        var parameters = new List<Parameter>();
        for (var at = 1; at < text.Length && text[at] != ':'; at++)
        {
            var symbol = text[at];
            switch (symbol)
            {
                case 's' or 'n' or 'b' or 'l' or 'o':
                    parameters.Add(new Parameter(symbol, $"{symbol}m"));
                    break;
                case 'a' or 'x':
                    parameters.Add(new Parameter(symbol, AnyType));
                    break;
                case 'f':
                    parameters.Add(new Parameter(symbol, "f"));
                    break;
                case 'j':
                    parameters.Add(new Parameter(symbol, "asnblom"));
                    break;
                case '-' when parameters.Count > 0:
                    parameters[^1].UsesContext = true;
                    parameters[^1].Optional = true;
                    break;
                case '?' when parameters.Count > 0:
                    parameters[^1].Optional = true;
                    break;
                case '+' when parameters.Count > 0:
                    parameters[^1].Repeats = true;
                    break;
                case '(':
                    var close = FindClosing(text, at, '(', ')');
                    var choice = text[(at + 1)..close];
                    if (choice.Contains('<', StringComparison.Ordinal))
                    {
                        throw JsonataError.Syntax("S0402", position + at, value: Value.From(choice));
                    }

                    parameters.Add(new Parameter('(', choice + "m"));
                    at = close;
                    break;
                case '<':
                    if (parameters.Count == 0 || parameters[^1].Type is not ('a' or 'f'))
                    {
                        var type = parameters.Count == 0 ? default : Value.From(parameters[^1].Type.ToString());
                        throw JsonataError.Syntax("S0401", position + at, value: type);
                    }

                    var end = FindClosing(text, at, '<', '>');
                    parameters[^1].Subtype = text[(at + 1)..end];
                    at = end;
                    break;
            }
        }

        return parameters.Count <= MaxParameters ? new Signature(parameters) : throw Limits.Memory();
    }

    /// <summary>
    /// Checks <paramref name="arguments"/> and puts what the function is to receive into <paramref name="bound"/>, which has room for
    /// <see cref="MaxBound"/> values.
    /// </summary>
    /// <returns>How many values were put.</returns>
    /// <exception cref="JsonataException">T0410, T0411 or T0412.</exception>
    public int Bind(ReadOnlySpan<Value> arguments, Value context, Span<Value> bound)
    {
        if (_fixedLength && arguments.Length <= _parameters.Length && FitsInPlace(arguments))
        {
            for (var i = 0; i < arguments.Length; i++)
            {
                var argument = arguments[i];
                bound[i] = _parameters[i].Type == 'a' && !argument.IsUndefined ? ToArray(_parameters[i], argument, i) : argument;
            }

            bound[arguments.Length.._parameters.Length].Clear();
            return _parameters.Length;
        }

        return BindByMatching(arguments, context, bound);
    }

    /// <summary>Matches all parameters in one of the two ways, which come to the same.</summary>
    internal bool Match(ReadOnlySpan<Value> arguments, Span<int> taken, bool wholly, bool tries) => tries
        ? Match(arguments, 0, 0, taken, _parameters.Length, wholly)
        : SignatureTable.Match(_parameters, arguments, taken, wholly);

    /// <summary>The letter that stands for a value.</summary>
    private static char SymbolOf(Value value) => value.Kind switch
    {
        ValueKind.String => 's',
        ValueKind.Number => 'n',
        ValueKind.Boolean => 'b',
        ValueKind.Null => 'l',
        ValueKind.Array => 'a',
        ValueKind.Object => 'o',
        ValueKind.Function => 'f',
        _ => 'm',
    };

    private static int FindClosing(string text, int start, char open, char close)
    {
        var depth = 1;
        var at = start + 1;
        for (; at < text.Length; at++)
        {
            depth += text[at] == open ? 1 : text[at] == close ? -1 : 0;
            if (depth == 0)
            {
                break;
            }
        }

        return Math.Min(at, text.Length);
    }

    private static string PluralOf(string subtype) => subtype switch
    {
        "a" => "arrays",
        "b" => "booleans",
        "f" => "functions",
        "n" => "numbers",
        "o" => "objects",
        "s" => "strings",
        _ => "undefined",
    };

    /// <summary>The common case: every argument fits the parameter at its own place and the rest are optional.</summary>
    private bool FitsInPlace(ReadOnlySpan<Value> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!_parameters[i].Accepts(arguments[i]))
            {
                return false;
            }
        }

        for (var i = arguments.Length; i < _parameters.Length; i++)
        {
            if (!_parameters[i].Optional || _parameters[i].UsesContext)
            {
                return false;
            }
        }

        return true;
    }

    private static Value ToArray(Parameter parameter, Value argument, int index)
    {
        var array = argument.Ref as ArrayValue;
        if (parameter.Subtype is { Length: > 0 } subtype && !IsArrayOf(argument, array, subtype))
        {
            throw JsonataError.WithExtra("T0412", Value.From(PluralOf(subtype)), argument, index + 1);
        }

        return array is null ? Value.From(ArrayValue.Copy([argument], ArrayFlags.None)) : argument;
    }

    private static bool IsArrayOf(Value argument, ArrayValue? array, string subtype)
    {
        if (array is null)
        {
            return subtype.Length == 1 && SymbolOf(argument) == subtype[0];
        }

        for (var i = 0; i < array.Count; i++)
        {
            if (SymbolOf(array[i]) != subtype[0])
            {
                return false;
            }
        }

        return true;
    }

    private int BindByMatching(ReadOnlySpan<Value> arguments, Value context, Span<Value> bound)
    {
        Span<int> taken = stackalloc int[_parameters.Length];
        if (!Match(arguments, taken, _parameters.Length, wholly: true))
        {
            throw Mismatch(arguments, taken);
        }

        var count = 0;
        var next = 0;
        for (var p = 0; p < _parameters.Length; p++)
        {
            var parameter = _parameters[p];
            if (taken[p] == 0)
            {
                if (parameter.UsesContext)
                {
                    if (!parameter.Accepts(context))
                    {
                        throw JsonataError.Type("T0411", context, index: next + 1);
                    }

                    bound[count++] = context;
                }
                else
                {
                    bound[count++] = next < arguments.Length ? arguments[next] : default;
                    next++;
                }

                continue;
            }

            for (var i = 0; i < taken[p]; i++, next++)
            {
                var argument = next < arguments.Length ? arguments[next] : default;
                bound[count++] = parameter.Type == 'a' && !argument.IsUndefined ? ToArray(parameter, argument, next) : argument;
            }
        }

        return count;
    }

    private bool Match(ReadOnlySpan<Value> arguments, Span<int> taken, int parameters, bool wholly) =>
        (long)_parameters.Length * arguments.Length <= FewToTry
            ? Match(arguments, 0, 0, taken, parameters, wholly)
            : SignatureTable.Match(_parameters.AsSpan(0, parameters), arguments, taken, wholly);

    /// <summary>Backtracking over how many arguments each parameter takes, most first, as a regular expression would.</summary>
    private bool Match(ReadOnlySpan<Value> arguments, int parameter, int argument, Span<int> taken, int parameters, bool wholly)
    {
        if (parameter == parameters)
        {
            return !wholly || argument == arguments.Length;
        }

        var p = _parameters[parameter];
        var most = 0;
        while (argument + most < arguments.Length && (most == 0 || p.Repeats) && p.Accepts(arguments[argument + most]))
        {
            most++;
        }

        for (var take = most; take >= p.Fewest; take--)
        {
            taken[parameter] = take;
            if (Match(arguments, parameter + 1, argument + take, taken, parameters, wholly))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first argument up to which the parameters fit.</summary>
    private JsonataException Mismatch(ReadOnlySpan<Value> arguments, Span<int> taken)
    {
        // If so many of them match, fewer do.
        var (most, tooMany) = (0, _parameters.Length + 1);
        while (tooMany - most > 1)
        {
            var count = (most + tooMany) / 2;
            (most, tooMany) = Match(arguments, taken, count, wholly: false) ? (count, tooMany) : (most, count);
        }

        var good = 0;
        if (most > 0)
        {
            Match(arguments, taken, most, wholly: false);
            foreach (var n in taken[..most])
            {
                good += n;
            }
        }

        return JsonataError.Type("T0410", good < arguments.Length ? arguments[good] : default, index: good + 1);
    }

    internal sealed class Parameter(char type, string accepted)
    {
        // A bit for each kind of value.
        private readonly int _accepted = accepted.Aggregate(0, (mask, symbol) => mask | MaskOf(symbol));

        public char Type { get; } = type;

        public bool UsesContext { get; set; }

        public bool Optional { get; set; }

        public bool Repeats { get; set; }

        public int Fewest => Optional ? 0 : 1;

        public string? Subtype { get; set; }

        public bool Accepts(Value value) => ((_accepted >> (int)value.Kind) & 1) != 0;

        private static int MaskOf(char symbol) => symbol switch
        {
            's' => 1 << (int)ValueKind.String,
            'n' => 1 << (int)ValueKind.Number,
            'b' => 1 << (int)ValueKind.Boolean,
            'l' => 1 << (int)ValueKind.Null,
            'a' => 1 << (int)ValueKind.Array,
            'o' => 1 << (int)ValueKind.Object,
            'f' => 1 << (int)ValueKind.Function,
            'm' => 1 << (int)ValueKind.Undefined,
            _ => 0,
        };
    }
}
