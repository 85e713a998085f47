namespace AiProxy.Lambda.Generator.Tests;

/// <summary>Functions as they are written against the real packages.</summary>
internal static class Samples
{
    /// <summary>Its serializer is a hand-made one: the JSON source generator does not run in these compilations.</summary>
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Text;
        using System.Threading.Tasks;
        using Amazon.Lambda.Annotations;
        using Amazon.Lambda.Core;
        using AWS.Lambda.Powertools.Idempotency;
        using AWS.Lambda.Powertools.Logging;
        using Microsoft.Extensions.DependencyInjection;

        """;

    public const string Serializer = """
        public sealed class TextSerializer : ILambdaSerializer
        {
            public T Deserialize<T>(Stream requestStream)
            {
                using var reader = new StreamReader(requestStream);
                return (T)(object)new Text(reader.ReadToEnd().Trim('"'));
            }

            public void Serialize<T>(T response, Stream responseStream) =>
                responseStream.Write(Encoding.UTF8.GetBytes("\"" + (response as Text)?.Value + "\""));
        }

        public sealed record Text(string Value);

        """;

    public const string WithStartup = Usings + """
        [assembly: LambdaSerializer(typeof(Sample.TextSerializer))]
        namespace Sample;

        """ + Serializer + """
        public sealed class Counter
        {
            public int Calls;
        }

        public sealed class PerRequest
        {
            public Guid Id { get; } = Guid.NewGuid();
        }

        [LambdaStartup]
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddSingleton<Counter>();
                services.AddScoped<PerRequest>();
            }
        }

        public class Functions
        {
            private readonly Counter _counter;

            public static int Made;

            public Functions(Counter counter)
            {
                _counter = counter;
                Made++;
            }

            [LambdaFunction]
            public async Task<Text> Echo(Text input, [FromServices] PerRequest request, ILambdaContext context)
            {
                await Task.Yield();
                _counter.Calls++;
                return new Text($"{input.Value} {_counter.Calls} {request.Id} {context.AwsRequestId}");
            }
        }
        """;
}
