using AfterSales.Host;
using AfterSales.Host.Commands;

return ServiceCommands.Asked(args)
    ? await ServiceCommands.Root().Parse(args).InvokeAsync()
    : await AfterSalesHost.Run(args);
