using System.Text.Json;
using AWS.Lambda.Powertools.Common;
using AWS.Lambda.Powertools.Logging.Internal;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging;

/// <summary>Makes an <see cref="ILogger"/> with a configuration of its own.</summary>
public class PowertoolsLoggerBuilder
{
    private readonly PowertoolsLoggerConfiguration _configuration = new();

    /// <summary>Sets the service.</summary>
    public PowertoolsLoggerBuilder WithService(string service) => With(c => c.Service = service);

    /// <summary>Sets the sampling rate, 0 to 1.</summary>
    public PowertoolsLoggerBuilder WithSamplingRate(double rate) => With(c => c.SamplingRate = rate);

    /// <summary>Sets the lowest level.</summary>
    public PowertoolsLoggerBuilder WithMinimumLogLevel(LogLevel level) => With(c => c.MinimumLogLevel = level);

    /// <summary>Sets where logged objects find their type information.</summary>
    public PowertoolsLoggerBuilder WithJsonOptions(JsonSerializerOptions options) => With(c => c.JsonOptions = options);

    /// <summary>Sets the format of the timestamp.</summary>
    public PowertoolsLoggerBuilder WithTimestampFormat(string format) => With(c => c.TimestampFormat = format);

    /// <summary>Sets how keys are written.</summary>
    public PowertoolsLoggerBuilder WithOutputCase(LoggerOutputCase outputCase) => With(c => c.LoggerOutputCase = outputCase);

    /// <summary>Sets where lines go.</summary>
    public PowertoolsLoggerBuilder WithLogOutput(IConsoleWrapper console) => With(c => c.LogOutput = console);

    /// <summary>Holds low-level lines back.</summary>
    public PowertoolsLoggerBuilder WithLogBuffering(Action<LogBufferingOptions> configure)
    {
        var options = new LogBufferingOptions();
        configure(options);
        return With(c => c.LogBuffering = options);
    }

    /// <summary>Makes the logger.</summary>
    public ILogger Build() => new PowertoolsLogger(Logger.Category, () => _configuration);

    private PowertoolsLoggerBuilder With(Action<PowertoolsLoggerConfiguration> set)
    {
        set(_configuration);
        return this;
    }
}
