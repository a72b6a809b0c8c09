// express behind serverless-http, as a web application that was moved to Lambda.
import express from 'express';
import serverless from 'serverless-http';

const app = express();
app.use(express.json());
app.use(express.urlencoded({ extended: true }));
app.get('/surveys/:id', (request, response) => response.json({ id: request.params.id }));
app.post('/surveys', (request, response) => response.status(201).json(request.body));
const served = serverless(app);

export const handler = (event, context) => served(event, context);
