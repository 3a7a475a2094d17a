using LogsProcessor.Functions.Hosting;

return await FunctionHost.RunAsync(Environment.GetEnvironmentVariable, TimeProvider.System);
