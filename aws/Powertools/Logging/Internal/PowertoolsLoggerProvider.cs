using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging.Internal;

[ProviderAlias("PowertoolsLogger")]
internal sealed class PowertoolsLoggerProvider(Func<PowertoolsLoggerConfiguration> configuration) : ILoggerProvider
{
    private readonly ConcurrentDictionary<string, PowertoolsLogger> _loggers = new(StringComparer.Ordinal);

    public ILogger CreateLogger(string categoryName) =>
        _loggers.GetOrAdd(categoryName, static (name, configuration) => new PowertoolsLogger(name, configuration), configuration);

    public void Dispose() => _loggers.Clear();
}
