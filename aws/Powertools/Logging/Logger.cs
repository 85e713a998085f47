using AWS.Lambda.Powertools.Logging.Internal;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging;

/// <summary>
/// Writes one JSON object a line. Arguments of a message template become keys of their own: <c>{name}</c> its value as text or number,
/// <c>{@name}</c> the whole object.
/// </summary>
public static partial class Logger
{
    internal const string Category = "AWS.Lambda.Powertools.Logging.Logger";

    private static volatile PowertoolsLoggerConfiguration _configuration = new();

    internal static PowertoolsLoggerConfiguration Configuration => _configuration;

    private static readonly PowertoolsLogger Instance = new(Category, () => _configuration);

    /// <summary>Configures the process's logger; what an earlier call set is forgotten.</summary>
    public static void Configure(Action<PowertoolsLoggerConfiguration> configure)
    {
        var configuration = new PowertoolsLoggerConfiguration();
        configure(configuration);
        _configuration = configuration;
    }

    /// <summary>Makes a logger with a category of its own.</summary>
    public static ILogger Create(string categoryName) => new PowertoolsLogger(categoryName, () => _configuration);

    /// <summary>Makes a logger with a type's name as its category.</summary>
    public static ILogger Create<T>() => Create(typeof(T).FullName ?? typeof(T).Name);

    /// <summary>Adds a key to every further line of the invocation or, outside of one, of the process.</summary>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public static void AppendKey(string key, object? value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        LogKeys.Current.Set(key, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>Adds keys, see <see cref="AppendKey"/>.</summary>
    public static void AppendKeys(IEnumerable<KeyValuePair<string, object>> keys)
    {
        foreach (var (key, value) in keys)
            AppendKey(key, value);
    }

    /// <summary>Adds keys, see <see cref="AppendKey"/>.</summary>
    public static void AppendKeys(IEnumerable<KeyValuePair<string, string>> keys)
    {
        foreach (var (key, value) in keys)
            AppendKey(key, value);
    }

    /// <summary>Takes keys away again.</summary>
    public static void RemoveKeys(params string[]? keys)
    {
        if (keys is null)
            return;
        foreach (var key in keys)
            LogKeys.Current.Remove(key);
    }

    /// <summary>Takes all keys away again.</summary>
    public static void RemoveAllKeys() => LogKeys.Current.Clear();

    /// <summary>The keys that a line written here would get.</summary>
    public static IEnumerable<KeyValuePair<string, object>> GetAllKeys() => LogKeys.Effective();

    /// <summary>Writes what is held back for this invocation.</summary>
    public static void FlushBuffer() => InvocationState.Current?.FlushBuffer();

    /// <summary>Drops what is held back for this invocation.</summary>
    public static void ClearBuffer() => InvocationState.Current?.Buffer.Clear();
}
