using AiProxy.Host;

return await HostApplication.RunAsync(args);
