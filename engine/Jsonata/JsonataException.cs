namespace AiProxy.Jsonata;

/// <summary>An expression that does not compile, or that fails while it is evaluated.</summary>
public sealed class JsonataException : Exception
{
    /// <summary>Creates an exception without a code.</summary>
    public JsonataException()
        : this("The expression failed.")
    {
    }

    /// <summary>Creates an exception without a code.</summary>
    public JsonataException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception without a code.</summary>
    public JsonataException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// The error's code as jsonata-js has it: S for syntax, T for types, D for dynamic errors. Null for a limit of the Step Functions dialect.
    /// </summary>
    /// <see href="https://github.com/jsonata-js/jsonata/blob/master/src/jsonata.js"/>
    public string? Code { get; internal init; }

    /// <summary>Where in the text, in UTF-16 units from 0; -1 if unknown.</summary>
    public int Position { get; internal set; } = -1;

    /// <summary>The operator, function or token concerned, if any.</summary>
    public string? Token { get; internal set; }
}
