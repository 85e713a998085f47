using System.Net;
using System.Text;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.Core.ResponseStreaming;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Lambda.Sample;

public sealed class Functions
{
    public Functions()
    {
        if (Environment.GetEnvironmentVariable("SAMPLE_FAILS") == "true")
            throw new NotSupportedException("The sample was told to fail.");
    }

    /// <summary>Answers once a file exists.</summary>
    [LambdaFunction]
    [Logging(Service = "sample")]
    public async Task<Answer> Wait(Question question, ILambdaContext context)
    {
        Logger.LogInformation("waiting");
        while (!File.Exists(question.File))
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        return new Answer($"{context.AwsRequestId} {Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID")}");
    }

    /// <summary>Streams the request's body back, word by word; breaks off at the word <c>fail</c>.</summary>
    [LambdaFunction]
    public async Task Echo(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var prelude = new HttpResponseStreamPrelude { StatusCode = HttpStatusCode.OK, Headers = { ["x-request-id"] = context.AwsRequestId } };
        var stream = LambdaResponseStreamFactory.CreateHttpStream(prelude);
        foreach (var word in request.Body!.Split(' '))
        {
            if (word == "fail")
                throw new FormatException("The sample was told to fail.");
            await stream.WriteAsync(Encoding.UTF8.GetBytes(word));
        }
    }
}

public sealed record Question(string File);

public sealed record Answer(string Text);
