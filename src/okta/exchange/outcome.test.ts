import { headerSource, readRefusal, readSuccess } from './outcome';

describe('responses', () => {
  const none = headerSource({});
  test.each<[string, string]>([
    ['<!DOCTYPE html><p>hi', 'html'],
    ['  <html>', 'html'],
    ['{"a":', 'invalid-json'],
    ['', 'invalid-json'],
  ])('a 200 with %p is no success', (body, cause) => {
    expect(readSuccess(200, none, body)).toMatchObject({ kind: 'refusal', cause });
  });

  test.each(['[1]', ' {"a":1}\n'])('a byte order mark before %p is passed over', (body) => {
    const json: unknown = JSON.parse(body);
    expect(readSuccess(200, none, `\uFEFF${body}`)).toMatchObject({ kind: 'success', json });
  });

  test('no content is null', () => {
    expect(readSuccess(204, none, '')).toMatchObject({ kind: 'success', json: null });
  });

  test.each([
    ['{"errorCode":"E0000006","errorSummary":"secret"}', 'E0000006'],
    ['{"error":"invalid_client"}', 'invalid_client'],
    ['{"errorCode":"E1 <script>"}', undefined],
    ['\uFEFF{"errorCode":"E0000006"}', 'E0000006'],
    ['{"errorCode":7}', undefined],
    ['[]', undefined],
    ['<html>', undefined],
    ['', undefined],
  ])('the error code of %p', (body, errorCode) => {
    expect(readRefusal({ status: 403, headers: {}, body: Buffer.from(body) }).errorCode).toBe(
      errorCode,
    );
  });
});
