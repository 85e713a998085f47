using AiProxy.Jsonata.Errors;

namespace AiProxy.Jsonata;

/// <summary>An expression that does not compile, or that fails while it is evaluated.</summary>
public sealed class JsonataException : Exception
{
    private readonly ErrorDetails? _details;

    internal JsonataException(string message)
        : base(message)
    {
    }

    internal JsonataException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal JsonataException(string code, ErrorDetails details, Exception? innerException = null)
        : base(null, innerException)
    {
        Code = code;
        _details = details;
        Token = details.Token.IsUndefined ? null : ErrorDetails.PlainText(details.Token);
    }

    /// <summary>
    /// The error's code as jsonata-js has it: S for syntax, T for types, D for dynamic errors. Null for what has no code there, such as a
    /// regular expression that does not parse or takes too long, and for the limits and own functions of the Step Functions dialect.
    /// </summary>
    /// <see href="https://github.com/jsonata-js/jsonata/blob/v2.2.2/src/jsonata.js"/>
    public string? Code { get; }

    /// <summary>Where in the text, in UTF-16 units from 0; -1 if unknown. As in jsonata-js this is where the token ends.</summary>
    public int Position { get; internal set; } = -1;

    /// <summary>The operator, function or token concerned, if any.</summary>
    public string? Token { get; private set; }

    /// <summary>jsonata-js's message for the code.</summary>
    public override string Message => _details is null ? base.Message : _details.Format(Code!);

    /// <summary>Names the function, unless a more exact place has done so already, and tells the place.</summary>
    /// <returns>False, so that it can be an exception filter.</returns>
    internal bool Locate(string? token, int position)
    {
        if (Token is null && token is not null)
        {
            Rename(token, Position);
        }

        Position = position < 0 ? Position : position;
        return false;
    }

    /// <summary>Names another operator and place.</summary>
    /// <returns>False, so that it can be an exception filter.</returns>
    internal bool Rename(string token, int position)
    {
        Position = position;
        Token = token;
        if (_details is not null)
        {
            _details.Token = Values.Value.From(token);
        }

        return false;
    }
}
